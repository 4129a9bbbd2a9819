using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Staging;

/// <summary>One JSON object as values of the contract's columns, and a JSON object of all other members: unknown ones, and nested
/// values. A nested value of personal data is left out: no treatment of a text fits it.</summary>
internal sealed class JsonObjectValues : IDisposable
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly IReadOnlyList<ContractColumn> _columns;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _places;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _taken;
    private readonly (int Start, int End)[] _values;
    private readonly bool[] _has;
    private readonly bool[] _seen;
    private readonly ArrayBufferWriter<byte> _texts = new(4096);
    private readonly ArrayBufferWriter<byte> _extra = new(4096);
    private readonly Utf8JsonWriter _extraWriter;
    private char[] _name = new char[256];
    private bool _any;

    /// <param name="columns">The contract's.</param>
    /// <param name="takenNames">Members that are no part of the object of others.</param>
    public JsonObjectValues(IReadOnlyList<ContractColumn> columns, IReadOnlyList<string> takenNames)
    {
        _columns = columns;
        _taken = takenNames.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _values = new (int, int)[columns.Count];
        _has = new bool[columns.Count];
        _seen = new bool[columns.Count];
        _extraWriter = new Utf8JsonWriter(_extra, Relaxed);
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < columns.Count; place++)
        {
            foreach (var name in columns[place].HeaderNames)
                places.TryAdd(name, place);
        }

        _places = places.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Bytes of the object read last.</summary>
    public int Length { get; private set; }

    public IReadOnlyList<string> FirstNames { get; private set; } = [];

    public IEnumerable<ContractColumn> Unseen => _any ? _columns.Where((_, place) => !_seen[place]) : [];

    /// <summary>Reads the object that the text begins with.</summary>
    public BrokenRecord Read(ReadOnlySpan<byte> text)
    {
        Length = 0;
        if (text.Contains((byte)0))
            return BrokenRecord.Nul;
        try
        {
            return ReadObject(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return BrokenRecord.NoObject; // InvalidOperationException: half of a surrogate pair
        }
    }

    /// <summary>Writes the values as CSV.</summary>
    public void Write(ArrayBufferWriter<byte> output, RecordDialect dialect)
    {
        for (var place = 0; place < _columns.Count; place++)
        {
            var (start, end) = _values[place];
            if (_has[place] && end > start)
                NumberedFile.Quoted(output, _texts.WrittenSpan[start..end], dialect.Quote);
            output.Write([dialect.Delimiter]);
        }

        if (_extra.WrittenCount > 0)
            NumberedFile.Quoted(output, _extra.WrittenSpan, dialect.Quote);
    }

    public void Dispose() => _extraWriter.Dispose();

    private BrokenRecord ReadObject(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return BrokenRecord.NoObject;

        Clear();
        var names = _any ? null : new List<string>();
        var twice = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            names?.Add(name.ToString());
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            var isNested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            var isKnown = _places.TryGetValue(name, out var place);
            if (isKnown)
            {
                twice |= _has[place];
                (_has[place], _seen[place]) = (true, true);
            }

            if (isKnown && !isNested)
                _values[place] = Value(ref reader);
            reader.Skip();
            if ((!isKnown || (isNested && _columns[place].Pii == PiiTreatment.None)) && !_taken.Contains(name))
                AddExtra(name, text[valueStart..(int)reader.BytesConsumed]);
        }

        EndExtra();
        Length = (int)reader.BytesConsumed;
        _any = true;
        FirstNames = names ?? FirstNames;
        return _texts.WrittenSpan.Contains((byte)0) ? BrokenRecord.Nul : twice ? BrokenRecord.NamesTwice : BrokenRecord.None;
    }

    private ReadOnlySpan<char> Name(ref Utf8JsonReader reader)
    {
        if (_name.Length < reader.ValueSpan.Length)
            _name = new char[reader.ValueSpan.Length];
        return _name.AsSpan(0, reader.CopyString(_name));
    }

    private (int Start, int End) Value(ref Utf8JsonReader reader)
    {
        var start = _texts.WrittenCount;
        if (reader.TokenType == JsonTokenType.String)
            _texts.Advance(reader.CopyString(_texts.GetSpan(Math.Max(1, reader.ValueSpan.Length))));
        else if (reader.TokenType != JsonTokenType.Null)
            _texts.Write(reader.ValueSpan);
        return (start, _texts.WrittenCount);
    }

    private void AddExtra(ReadOnlySpan<char> name, ReadOnlySpan<byte> json)
    {
        if (_extraWriter.BytesPending + _extraWriter.BytesCommitted == 0)
            _extraWriter.WriteStartObject();
        _extraWriter.WritePropertyName(name);
        _extraWriter.WriteRawValue(json, skipInputValidation: true);
    }

    private void EndExtra()
    {
        if (_extraWriter.BytesPending + _extraWriter.BytesCommitted == 0)
            return;
        _extraWriter.WriteEndObject();
        _extraWriter.Flush();
    }

    private void Clear()
    {
        Array.Clear(_values);
        Array.Clear(_has);
        _texts.ResetWrittenCount();
        _extra.ResetWrittenCount();
        _extraWriter.Reset();
    }
}
