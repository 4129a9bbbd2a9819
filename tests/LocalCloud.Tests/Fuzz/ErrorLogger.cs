using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>Keeps what is logged as an error, and leaves the rest.</summary>
internal sealed class ErrorLogger(ConcurrentQueue<string> errors) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            errors.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
