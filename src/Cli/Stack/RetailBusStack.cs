using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Stack;

/// <summary>The services' own registrations in one process, with the local cloud beside them.</summary>
internal sealed class RetailBusStack : IAsyncDisposable
{
    private readonly StackCloud? _cloud;
    private readonly WebApplication? _services;
    private bool _isUp = true;

    private RetailBusStack(StackCloud? cloud, WebApplication? services)
    {
        _cloud = cloud;
        _services = services;
    }

    /// <summary>Of the services; null when only the local cloud runs.</summary>
    public Uri? Url { get; private init; }

    /// <summary>Of the AWS endpoint that the services use; null for Amazon's own.</summary>
    public Uri? AwsUrl { get; private init; }

    /// <summary>The local cloud's requests since its start; none where it does not run in this stack.</summary>
    public IReadOnlyList<UsageLine> Usage => _cloud?.Usage ?? [];

    public IServiceProvider? Services => _services?.Services;

    /// <summary>Starts what the options name; done when every receive loop runs.</summary>
    /// <exception cref="StackException">A port is taken, the data folder is in use, or a setting is wrong.</exception>
    public static async Task<RetailBusStack> StartAsync(StackOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        StackCloud? cloud = null;
        WebApplication? services = null;
        try
        {
            if (options.AwsUrl is null && options.Runs(StackRole.Cloud))
                cloud = await StackCloud.StartAsync(options, cancellationToken);

            var awsUrl = options.AwsUrl ?? cloud?.Url;
            if (options.Roles.All(role => role == StackRole.Cloud))
                return new RetailBusStack(cloud, null) { AwsUrl = awsUrl };

            services = StackServices.Build(options, awsUrl);
            await StartAsync(services, options, cancellationToken);
            return new RetailBusStack(cloud, services) { Url = AddressOf(services), AwsUrl = awsUrl };
        }
        catch
        {
            // What did start polls the cloud until it is stopped, and would keep the cloud from stopping.
            await new RetailBusStack(cloud, services) { _isUp = false }.DisposeAsync();
            throw;
        }
    }

    /// <summary>Services first, so that they drain and give back what they hold; then the cloud.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await StopAsync(_services);
            await _services.DisposeAsync();
        }

        if (_cloud is not null)
            await _cloud.DisposeAsync();
    }

    /// <summary>A host whose services could not even be made fails at this, too; what is told is why they could not.</summary>
    private async Task StopAsync(WebApplication services)
    {
        try
        {
            await services.StopAsync();
        }
        catch (ArgumentNullException) when (!_isUp)
        {
            return;
        }
    }

    private static async Task StartAsync(WebApplication services, StackOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await services.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            throw new StackException(PortHolder.Explain(options.Port, "--port"), e);
        }
    }

    private static Uri AddressOf(WebApplication services) =>
        new(services.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
