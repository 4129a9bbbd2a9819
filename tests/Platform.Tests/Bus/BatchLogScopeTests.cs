using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.Platform.Tests.Hosting;

namespace RetailBus.Platform.Tests.Bus;

public sealed class BatchLogScopeTests
{
    [Fact]
    public async Task What_a_consumer_logs_carries_the_batch_and_the_trace_of_its_message()
    {
        using var log = new ScopedLog();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await ParcelService.StartAsync(builder => builder.Logging.AddProvider(log));
        var bus = service.App.Services.GetRequiredService<IBus>();
        using var sender = new Activity("sender").Start();

        var batch = Guid.NewGuid();
        await bus.Publish(
            new ParcelSent { BatchId = batch }, context => context.Headers.Set("broken", "yes"), TestContext.Current.CancellationToken);
        await log.UntilAsync("Handled the parcel");
        await log.UntilAsync("Handled the fault");

        Assert.All(
            log.Lines.Where(line => line.Text.StartsWith("Handled", StringComparison.Ordinal)),
            line => Assert.Equal(($"{batch}", sender.TraceId.ToHexString()), (line.Scope["BatchId"], line.Scope["TraceId"])));
    }

    /// <summary>As the consoles and OTLP see it: lines with everything that is in scope.</summary>
    private sealed class ScopedLog : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public ConcurrentQueue<(string Text, IReadOnlyDictionary<string, string> Scope)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, string>();
            _scopes.ForEachScope(
                (values, found) =>
                {
                    foreach (var (name, value) in values as IEnumerable<KeyValuePair<string, object?>> ?? [])
                        found[name] = $"{value}";
                },
                scope);
            Lines.Enqueue((formatter(state, exception), scope));
        }

        /// <summary>The test's own timeout ends it.</summary>
        public async Task UntilAsync(string text)
        {
            while (!Lines.Any(line => line.Text == text))
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        public void Dispose()
        {
        }
    }
}
