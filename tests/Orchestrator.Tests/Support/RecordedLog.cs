using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RetailBus.Orchestrator.Tests.Support;

/// <summary>Everything that is logged, with the scopes it was logged in.</summary>
internal sealed class RecordedLog : ILoggerFactory, ILogger
{
    private readonly LoggerExternalScopeProvider _scopes = new();

    public ConcurrentQueue<(LogLevel Level, string Text, string Scopes)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        List<string> scopes = [];
        _scopes.ForEachScope((scope, list) => list.Add($"{scope}"), scopes);
        Lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}", string.Join('|', scopes)));
    }

    public void Dispose()
    {
    }
}
