/** What the package exports; index.d.ts documents it. */
const { version } = require("./library.js");
const { Notification, parseNotification, verifyNotification } = require("./notification.js");
const { Call, CallReport } = require("./options.js");
const { errorClass: _, ...errors } = require("./errors.js");
const { unixTime: _time, absent: _absent, ...values } = require("./values.js");

module.exports = {
  ...require("./client.js"), ...require("./config.js"), ...errors, ...values,
  Call, CallReport, Notification, parseNotification, verifyNotification, version,
};
