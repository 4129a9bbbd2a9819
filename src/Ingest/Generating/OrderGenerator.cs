using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>
/// Makes the orders of one generation: the same command and time always make the same bytes, so that a command that comes twice repeats
/// its rows and the warehouse finds them unchanged.
/// </summary>
internal sealed class OrderGenerator
{
    /// <summary>Relative sales by hour of the day (UTC), from midnight.</summary>
    private static readonly int[] HourWeights = [1, 0, 0, 0, 0, 1, 3, 8, 14, 16, 18, 24, 30, 26, 20, 18, 22, 30, 34, 26, 16, 9, 5, 2];

    private readonly GenerateOrders _command;
    private readonly DateTimeOffset _until;
    private readonly string _prefix;
    private readonly Random _random;
    private readonly StringBuilder _lines = new();
    private int _made;

    /// <param name="command">Count, stores, seed.</param>
    /// <param name="until">Orders are of the seven days up to then.</param>
    public OrderGenerator(GenerateOrders command, DateTimeOffset until)
    {
        _command = command;
        _until = until;
        _random = new Random(command.Seed);
        _prefix = OrderIdPrefix(command.GenerationId);
    }

    /// <summary>What the ids of a generation's orders begin with: 16 hex digits of the SHA-256 of its id, and a hyphen.</summary>
    public static string OrderIdPrefix(Guid generationId) =>
        Convert.ToHexStringLower(SHA256.HashData(generationId.ToByteArray(bigEndian: true)).AsSpan(0, 8)) + "-";

    public int Left => _command.Orders - _made;

    /// <summary>
    /// The lines of the next order: <c>order_id,store_id,item,quantity,price,total_amount,timestamp</c>, each ended by a line feed. The
    /// order id carries the generation's, so that no other generation makes it again.
    /// </summary>
    public byte[] Next()
    {
        var orderId = string.Create(CultureInfo.InvariantCulture, $"{_prefix}{++_made}");
        var store = _random.Next(_command.Stores) + 1;
        var at = OrderedAt().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var items = Assortment.Items;
        var first = _random.Next(items.Count);
        var step = _random.Next(1, 8);
        var lines = 1 + (int)(_random.NextDouble() * _random.NextDouble() * 4);
        _lines.Clear();
        for (var line = 0; line < lines; line++)
        {
            var (item, cents) = items[(first + (line * step)) % items.Count];
            var quantity = 1 + (int)(_random.NextDouble() * _random.NextDouble() * 6);
            _lines.Append(
                CultureInfo.InvariantCulture,
                $"{orderId},store-{store:D3},{item},{quantity},{Money(cents)},{Money(cents * quantity)},{at}\n");
        }

        return Encoding.UTF8.GetBytes(_lines.ToString());
    }

    private DateTimeOffset OrderedAt()
    {
        while (true)
        {
            var at = _until.AddSeconds(-_random.Next(7 * 24 * 3600));
            if (_random.Next(34) < HourWeights[at.UtcDateTime.Hour])
                return at.ToUniversalTime();
        }
    }

    private static string Money(int cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100}.{cents % 100:D2}");
}
