using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A request's statement, or one of its several: running until it has a result or a failure.</summary>
internal sealed class ServerStatement(IReadOnlyList<SqlBinding> bindings, IReadOnlyList<ServerStatement>? children, TimeSpan timeout) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _deadline = new(timeout);
    private volatile ServerResult? _result;
    private volatile StatementFailedException? _failure;

    public Guid Handle { get; } = Guid.NewGuid();

    public IReadOnlyList<SqlBinding> Bindings => bindings;

    /// <summary>Of a request of several statements, each one's own.</summary>
    public IReadOnlyList<ServerStatement>? Children => children;

    /// <summary>The body that it came with.</summary>
    public string Request { get; init; } = "";

    public ServerResult? Result
    {
        get => _result;
        set => _result = value;
    }

    public StatementFailedException? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    public bool HasEnded => Result is not null || Failure is not null;

    public bool IsTimedOut => _deadline.IsCancellationRequested && !_stop.IsCancellationRequested;

    /// <summary>Its results are no longer kept.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>How often it is still told to be running after its end.</summary>
    public int Looks { get; set; }

    public void Stop() => _stop.Cancel();

    public CancellationTokenSource Stopped() => CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _deadline.Token);

    public void Dispose()
    {
        _stop.Dispose();
        _deadline.Dispose();
    }
}
