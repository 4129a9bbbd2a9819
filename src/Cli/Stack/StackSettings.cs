using System.Globalization;
using RetailBus.LocalCloud;

namespace RetailBus.Cli.Stack;

/// <summary>What the command line sets in the services' configuration.</summary>
internal static class StackSettings
{
    /// <summary>Any key does for a local cloud that has none of its own: it listens on loopback only and checks none.</summary>
    private const string LocalKey = "retailbus";

    /// <summary>Accounts and keys of the stack that keeps everything in a folder.</summary>
    public static string SecurityFolder(string dataDirectory) => Path.Combine(dataDirectory, "security");

    public static void Apply(WebApplicationBuilder builder, StackOptions options, Uri? awsUrl)
    {
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}"),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None", // the command line says why a start failed
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            ["Warehouse:Path"] = Path.Combine(options.DataDirectory, "warehouse.duckdb"),
            ["Orchestrator:Sqlite:Path"] = Path.Combine(options.DataDirectory, "runs.db"),
            ["Security:Folder"] = SecurityFolder(options.DataDirectory),
            ["Telemetry:ServiceName"] = options.Roles is [var role] ? $"retailbus-{role}" : "retailbus",
            ["Transform:WorkFolder"] = Path.Combine(options.DataDirectory, "transform"),
        };
        if (awsUrl is not null)
        {
            settings["Aws:ServiceUrl"] = awsUrl.ToString();
            if (options.AwsUrl is null || string.IsNullOrEmpty(builder.Configuration["Aws:AccessKeyId"]))
            {
                var key = CloudKey.Find(options) ?? new LocalCloudCredential(LocalKey, LocalKey);
                settings["Aws:AccessKeyId"] = key.AccessKeyId;
                settings["Aws:SecretAccessKey"] = key.SecretAccessKey;
            }

            // Nobody waits a minute for a demo's buffer; on one machine a second is cheap.
            settings["Ingest:Stream:BufferSeconds"] = "1";
        }

        if (options.AwsUrl is null && awsUrl is not null)
        {
            // The local cloud takes back what a cut long poll did not get, so that a stop need not wait for polls to end.
            settings["Bus:PollStopSeconds"] = "0.2";
        }

        foreach (var (key, value) in options.Settings)
            settings[key] = value;
        builder.Configuration.AddInMemoryCollection(settings);

        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
