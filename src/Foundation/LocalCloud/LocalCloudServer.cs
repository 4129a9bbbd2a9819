using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.LocalCloud;

/// <summary>
/// A running local cloud: S3, SQS, SNS and Firehose on one loopback port. Disposing stops it and releases its data directory.
/// </summary>
public sealed class LocalCloudServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly DataDirectoryLock _lock;
    private int _disposed;

    private LocalCloudServer(WebApplication application, DataDirectoryLock directoryLock)
    {
        _application = application;
        _lock = directoryLock;
        Url = new Uri(application.Urls.Single());
    }

    /// <summary>The endpoint to give to AWS clients as their service URL, e.g. <c>http://127.0.0.1:4566</c>.</summary>
    public Uri Url { get; }

    /// <summary>The requests since the start, counted as AWS charges for them.</summary>
    public IReadOnlyList<UsageLine> Usage => Services.GetRequiredService<UsageMeter>().Lines;

    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts the local cloud and returns when it answers requests.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken, or another process holds the data directory; the message says which.</exception>
    public static Task<LocalCloudServer> StartAsync(
        LocalCloudOptions options, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default) =>
        StartAsync(options, loggerFactory, static _ => { }, cancellationToken);

    internal static async Task<LocalCloudServer> StartAsync(
        LocalCloudOptions options, ILoggerFactory? loggerFactory, Action<IServiceCollection> configure, CancellationToken cancellationToken)
    {
        options.Validate();
        var directoryLock = DataDirectoryLock.Take(options.DataDirectory);
        WebApplication? application = null;
        try
        {
            application = LocalCloudHost.Build(options, loggerFactory, configure);
            await application.StartAsync(cancellationToken);
            return new LocalCloudServer(application, directoryLock);
        }
        catch (Exception failure)
        {
            if (application is not null)
                await application.DisposeAsync();
            directoryLock.Dispose();
            if (failure is IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
            {
                throw new IOException(
                    $"Port {options.Port} on 127.0.0.1 is taken by another program. Stop it, or start the local cloud on another port (0 "
                    + "takes any free one).",
                    failure);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        try
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }
        finally
        {
            _lock.Dispose();
        }
    }
}
