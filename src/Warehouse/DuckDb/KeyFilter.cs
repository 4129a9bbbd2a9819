using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>
/// Says of a row key that the warehouse can't have it, without looking: a Bloom filter in blocks of one cache line, about four bytes a
/// key, wrong for about one absent key in a hundred thousand. Keys are never taken out; a key too many only costs a look.
/// </summary>
internal sealed class KeyFilter
{
    private const int KeysPerBlock = 16;
    private const int WordsPerBlock = 8;
    private readonly List<Layer> _layers = [];

    /// <param name="expectedKeys">Keys that fit before the filter grows by a layer.</param>
    public KeyFilter(long expectedKeys) => _layers.Add(new Layer(Math.Max(expectedKeys, 64 * 1024)));

    public long Bytes => _layers.Sum(layer => layer.Words.LongLength * sizeof(ulong));

    /// <summary>Adds a key. False when it may have been there already.</summary>
    public bool Add(UInt128 key)
    {
        var (block, bits) = Mix(key);
        for (var i = 0; i < _layers.Count - 1; i++)
        {
            if (_layers[i].Contains(block, bits))
                return false;
        }

        var last = _layers[^1];
        if (last.Keys >= last.Capacity)
            _layers.Add(last = new Layer(last.Capacity * 2));
        return last.Add(block, bits);
    }

    /// <summary>Makes room for keys to come in one layer: each further layer is a further place in memory that a key is looked for in.</summary>
    public void Reserve(long keys)
    {
        var last = _layers[^1];
        if (last.Capacity - last.Keys >= keys)
            return;
        if (last.Keys == 0)
            _layers.RemoveAt(_layers.Count - 1);
        _layers.Add(new Layer(keys));
    }

    /// <summary>Has the processor fetch a key's place in the newest layer before it is wanted; of a large filter it is never in the cache.</summary>
    public void Prefetch(UInt128 key) => _layers[^1].Prefetch(Mix(key).Block);

    private static (ulong Block, ulong Bits) Mix(UInt128 key)
    {
        var high = (ulong)(key >> 64);
        var low = (ulong)key;
        var block = (high ^ BitOperations.RotateLeft(low, 31)) * 0x9E3779B97F4A7C15;
        var bits = (low ^ (block >> 29)) * 0xBF58476D1CE4E5B9;
        return (block ^ (block >> 32), bits ^ (bits >> 32));
    }

    private sealed class Layer
    {
        private readonly ulong _blocks;

        public Layer(long capacity)
        {
            _blocks = (ulong)((capacity + KeysPerBlock - 1) / KeysPerBlock);
            Capacity = (long)_blocks * KeysPerBlock;
            Words = new ulong[_blocks * WordsPerBlock];
        }

        public ulong[] Words { get; }

        public long Capacity { get; }

        public long Keys { get; private set; }

        public bool Contains(ulong block, ulong bits)
        {
            var words = BlockOf(block);
            for (var i = 0; i < WordsPerBlock; i++)
            {
                if ((words[i] & Bit(bits, i)) == 0)
                    return false;
            }

            return true;
        }

        public bool Add(ulong block, ulong bits)
        {
            var words = BlockOf(block);
            var missing = 0UL;
            for (var i = 0; i < WordsPerBlock; i++)
            {
                var bit = Bit(bits, i);
                missing |= bit & ~words[i];
                words[i] |= bit;
            }

            if (missing == 0)
                return false;
            Keys++;
            return true;
        }

        public unsafe void Prefetch(ulong block)
        {
            if (Sse.IsSupported)
                Sse.Prefetch0(Unsafe.AsPointer(ref BlockOf(block)[0]));
        }

        private Span<ulong> BlockOf(ulong block) =>
            Words.AsSpan(checked((int)(Math.BigMul(block, _blocks, out _) * WordsPerBlock)), WordsPerBlock);

        private static ulong Bit(ulong bits, int word) => 1UL << (int)(bits >> (6 * word) & 63);
    }
}
