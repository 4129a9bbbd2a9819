using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailBus.Contracts.Messages;

namespace RetailBus.Ingest.Generating;

/// <summary>
/// Makes the orders of one generation: the same command and time always make the same bytes, so that a command that comes twice repeats
/// its rows and the warehouse finds them unchanged. With the same seed and time another generation makes the same orders under ids of
/// its own.
/// </summary>
internal sealed class OrderGenerator
{
    private const int MostLines = 4;
    private const double StoreSteepness = 0.5;

    private readonly GenerateOrders _command;
    private readonly DateTimeOffset _until;
    private readonly string _prefix;
    private readonly Random _random;
    private readonly Assortment _assortment;
    private readonly Popularity _stores;
    private readonly StringBuilder _lines = new();
    private int _made;

    /// <param name="command">Count, stores, items, seed.</param>
    /// <param name="until">Orders are of the seven days up to then.</param>
    public OrderGenerator(GenerateOrders command, DateTimeOffset until)
    {
        _command = command;
        _until = until;
        _random = new Random(command.Seed);
        _prefix = OrderIdPrefix(command.GenerationId);
        _assortment = new Assortment(command.Items);
        _stores = new Popularity(command.Stores, StoreSteepness);
    }

    /// <summary>What the ids of a generation's orders begin with: 16 hex digits of the SHA-256 of its id, and a hyphen.</summary>
    public static string OrderIdPrefix(Guid generationId) =>
        Convert.ToHexStringLower(SHA256.HashData(generationId.ToByteArray(bigEndian: true)).AsSpan(0, 8)) + "-";

    public int Left => _command.Orders - _made;

    /// <summary>
    /// The lines of the next order: <c>order_id,store_id,item,quantity,price,total_amount,timestamp</c>, each ended by a line feed. The
    /// order id carries the generation's, so that no other generation makes it again.
    /// </summary>
    /// <param name="daysBack">How much earlier than it would be.</param>
    public (byte[] Record, int Lines) Next(int daysBack = 0)
    {
        var orderId = string.Create(CultureInfo.InvariantCulture, $"{_prefix}{++_made}");
        var store = _stores.Draw(_random) + 1;
        var at = Time(SalesRhythm.Draw(_random, _until).AddDays(-daysBack));
        Span<int> items = stackalloc int[Math.Min(1 + (int)(_random.NextDouble() * _random.NextDouble() * MostLines), _command.Items)];
        _assortment.Draw(_random, items);
        _lines.Clear();
        foreach (var item in items)
        {
            var (name, cents) = _assortment.Items[item];
            var quantity = 1 + (int)(_random.NextDouble() * _random.NextDouble() * 6);
            _lines.Append(
                CultureInfo.InvariantCulture,
                $"{orderId},{Store(store)},{name},{quantity},{Money(cents)},{Money(cents * quantity)},{at}\n");
        }

        return (Encoding.UTF8.GetBytes(_lines.ToString()), items.Length);
    }

    public static string Store(int number) => string.Create(CultureInfo.InvariantCulture, $"store-{number:D3}");

    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Money(int cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100}.{cents % 100:D2}");
}
