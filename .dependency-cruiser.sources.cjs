const { imports } = require('./package.json');

/** Where the sources of `#name` lie; dependency-cruiser reads it as it would a bundler's settings. */
module.exports = {
  resolve: {
    alias: Object.fromEntries(
      Object.entries(imports).map(([name, built]) => [
        `${name}$`,
        `${__dirname}/${built.replace('./dist/', '').replace(/\.js$/, '.ts')}`,
      ]),
    ),
  },
};
