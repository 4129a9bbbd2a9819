using DuckDB.NET.Data;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>
/// Stops a command when its token is cancelled. An interrupt that comes before the engine has begun is lost, so it comes again until the
/// query has ended; and none comes after that, when command and connection are gone and the timer's thread would fail on them, which
/// ends the process.
/// </summary>
internal sealed class QueryInterrupt : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly DuckDBCommand _command;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;
    private bool _ended;

    public QueryInterrupt(DuckDBCommand command, TimeProvider time, CancellationToken cancellationToken)
    {
        _command = command;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.Register(Interrupt);
        _timer = time.CreateTimer(_ => Interrupt(), null, Again, Again);
    }

    /// <summary>After this nothing touches the command.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _registration.Dispose();
        lock (_lock)
            _ended = true;
    }

    private void Interrupt()
    {
        lock (_lock)
        {
            if (!_ended && _cancellationToken.IsCancellationRequested)
                _command.Cancel();
        }
    }
}
