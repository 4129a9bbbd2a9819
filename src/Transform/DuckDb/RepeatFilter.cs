using System.Buffers.Binary;
using System.Numerics;

namespace RetailBus.Transform.DuckDb;

/// <summary>
/// Says of most keys for certain that they came for the first time: a Bloom filter in blocks of one cache line, four bytes a key. So that
/// a file's keys are told to be different in a few dozen megabytes, where a table of them would take hundreds.
/// </summary>
internal sealed class RepeatFilter
{
    private const int WordsPerBlock = 8;
    private const int KeysPerBlock = 16;

    /// <summary>256 MB; of more keys than that, more come under suspicion.</summary>
    private const long MostKeys = 64L << 20;

    /// <summary>Suspects beyond which it is cheaper to compare all keys than to look these up.</summary>
    private const int MostSuspects = 1000;

    private readonly List<Guid> _suspects = [];
    private readonly ulong[] _words;
    private readonly ulong _blocks;

    /// <param name="keys">How many will come at most.</param>
    public RepeatFilter(long keys)
    {
        _blocks = (ulong)Math.Max(1, (Math.Min(keys, MostKeys) + KeysPerBlock - 1) / KeysPerBlock);
        _words = new ulong[checked((long)_blocks * WordsPerBlock)];
    }

    /// <summary>Keys that may have come before; not all of them when there are <see cref="HasTooMany"/>.</summary>
    public IReadOnlyCollection<Guid> Suspects => _suspects;

    public bool HasTooMany => _suspects.Count > MostSuspects;

    public void See(ReadOnlySpan<UInt128> keys)
    {
        foreach (var key in keys)
        {
            if (!HasTooMany && !Add(key))
                _suspects.Add(ToGuid(key));
        }
    }

    /// <summary>The engine keeps a UUID's top bit flipped, so that it orders as a signed integer.</summary>
    private static Guid ToGuid(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }

    private bool Add(UInt128 key)
    {
        var (upper, lower) = ((ulong)(key >> 64), (ulong)key);
        var block = (upper ^ BitOperations.RotateLeft(lower, 31)) * 0x9E3779B97F4A7C15;
        var bits = (lower ^ (block >> 29)) * 0xBF58476D1CE4E5B9;
        var words = _words.AsSpan((int)(Math.BigMul(block ^ (block >> 32), _blocks, out _) * WordsPerBlock), WordsPerBlock);
        var missing = 0UL;
        for (var word = 0; word < WordsPerBlock; word++)
        {
            var bit = 1UL << (int)(bits >> (6 * word) & 63);
            missing |= bit & ~words[word];
            words[word] |= bit;
        }

        return missing != 0;
    }
}
