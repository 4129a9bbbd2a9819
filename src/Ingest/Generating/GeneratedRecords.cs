using RetailBus.Contracts.Generations;
using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>
/// The records of one generation, in the order in which they are put: orders, some of them late, some again later, and bad records between.
/// What goes wrong is drawn apart from the orders, so that these are the same whatever the shares.
/// </summary>
internal sealed class GeneratedRecords
{
    /// <summary>Records between an order and its repetition, at most; few enough to keep in memory.</summary>
    private const int LongestGap = 2_000;

    private const int FirstLateDay = SalesRhythm.Days + 1;
    private const int LastLateDay = 35;
    private const int FaultSeed = 0x5EED;

    private readonly GenerateOrders _command;
    private readonly OrderGenerator _orders;
    private readonly BadRows _bad;
    private readonly Random _faults;
    private readonly PriorityQueue<(byte[] Record, int Lines), (long Due, int Number)> _again = new();
    private double _badDue;

    public GeneratedRecords(GenerateOrders command, DateTimeOffset until)
    {
        _command = command;
        _orders = new OrderGenerator(command, until);
        _bad = new BadRows(OrderGenerator.OrderIdPrefix(command.GenerationId), until);
        _faults = new Random(command.Seed ^ FaultSeed);
    }

    /// <summary>What was made so far.</summary>
    public GenerationCounts Made { get; private set; } = new();

    /// <returns>Null when all were made.</returns>
    public byte[]? Next()
    {
        var record = Repeated(isLast: false) ?? Bad() ?? Order() ?? Repeated(isLast: true);
        if (record is not null)
            Made = Made with { Records = Made.Records + 1 };
        return record;
    }

    private byte[]? Repeated(bool isLast)
    {
        if (!_again.TryPeek(out _, out var next) || (!isLast && next.Due > Made.Records))
            return null;
        var (record, lines) = _again.Dequeue();
        Made = Made with { RepeatedLines = Made.RepeatedLines + lines };
        return record;
    }

    private byte[]? Bad()
    {
        if (_badDue < 1)
            return null;
        _badDue--;
        var (record, lines) = _bad.Next();
        Made = Made with { BadLines = Made.BadLines + lines };
        return record;
    }

    private byte[]? Order()
    {
        if (_orders.Left == 0)
            return null;
        var isLate = _faults.NextDouble() < _command.Late;
        var daysBack = _faults.Next(FirstLateDay, LastLateDay + 1);
        var isRepeated = _faults.NextDouble() < _command.Duplicates;
        var gap = _faults.Next(1, LongestGap + 1);
        var (record, lines) = _orders.Next(isLate ? daysBack : 0);
        Made = Made with
        {
            Orders = Made.Orders + 1,
            Lines = Made.Lines + lines,
            LateOrders = Made.LateOrders + (isLate ? 1 : 0),
        };
        if (isRepeated)
            _again.Enqueue((record, lines), (Made.Records + gap, Made.Orders));
        _badDue += _command.Bad;
        return record;
    }
}
