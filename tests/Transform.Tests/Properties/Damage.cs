namespace RetailBus.Transform.Tests.Properties;

/// <summary>Bytes changed, cut out, put in or copied, a few times.</summary>
internal static class Damage
{
    /// <param name="bytes">What to damage.</param>
    /// <param name="random">Decides where and how.</param>
    /// <param name="octets">The bytes to put; null for any.</param>
    public static byte[] Do(byte[] bytes, Random random, byte[]? octets = null)
    {
        var damaged = new List<byte>(bytes);
        for (var times = random.Next(1, 6); times > 0 && damaged.Count > 0; times--)
        {
            var at = random.Next(damaged.Count);
            var length = Math.Min(random.Next(1, 40), damaged.Count - at);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] = Octet(random, octets);
                    break;
                case 1:
                    damaged.RemoveRange(at, length);
                    break;
                case 2:
                    damaged.InsertRange(at, Enumerable.Range(0, length).Select(_ => Octet(random, octets)));
                    break;
                default:
                    damaged.InsertRange(random.Next(damaged.Count), damaged.GetRange(at, length));
                    break;
            }
        }

        return [.. damaged];
    }

    private static byte Octet(Random random, byte[]? octets) => octets is null ? (byte)random.Next(256) : octets[random.Next(octets.Length)];
}
