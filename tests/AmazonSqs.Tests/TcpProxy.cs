using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RetailBus.AmazonSqs.Tests;

/// <summary>Stands between a bus and its broker, and can cut the line. Who takes a connection off the list closes it, and nobody else.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private readonly Task _accepting;
    private volatile bool _cut;

    public TcpProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Resets all connections and refuses new ones.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var client in _clients.Keys) Reset(client);
    }

    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var client in _clients.Keys) Close(client);
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var upstream = new TcpClient();
        _clients[client] = true;
        try
        {
            if (_cut)
            {
                Reset(client);
                return;
            }

            await upstream.ConnectAsync(_target.Host, _target.Port);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(upstream.GetStream()), upstream.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            Reset(client);
        }
        finally
        {
            Close(client);
        }
    }

    private void Reset(TcpClient client)
    {
        if (!_clients.TryRemove(client, out _))
            return;
        client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    private void Close(TcpClient client)
    {
        if (_clients.TryRemove(client, out _))
            client.Dispose();
    }
}
