using Microsoft.Extensions.Logging.Console;
using RetailBus.LocalCloud;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Stack;

/// <summary>The local cloud of a stack. What goes wrong in it is told on stderr.</summary>
internal sealed class StackCloud : IAsyncDisposable
{
    private readonly LocalCloudServer _server;
    private readonly ILoggerFactory _logs;

    private StackCloud(LocalCloudServer server, ILoggerFactory logs) => (_server, _logs) = (server, logs);

    public Uri Url => _server.Url;

    public IReadOnlyList<UsageLine> Usage => _server.Usage;

    /// <exception cref="StackException">The port is taken, the data folder is in use, or the key is not valid.</exception>
    public static async Task<StackCloud> StartAsync(StackOptions options, CancellationToken cancellationToken)
    {
        var cloud = new LocalCloudOptions
        {
            DataDirectory = Path.Combine(options.DataDirectory, "cloud"),
            Port = options.CloudPort,
            Credentials = CloudKey.Find(options) is { } key ? [key] : [],
        };
        var logs = Logs();
        LocalCloudServer? server = null;
        try
        {
            server = await LocalCloudServer.StartAsync(cloud, logs, cancellationToken);
            return new StackCloud(server, logs);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StackException(PortHolder.Explain(options.CloudPort, "--cloud-port"), e);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            throw new StackException(e.Message, e);
        }
        finally
        {
            if (server is null)
                logs.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _logs.Dispose();
    }

    private static ILoggerFactory Logs() => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.Error);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
