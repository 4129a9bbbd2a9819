namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>Writes an operation's result in one of the two protocols. Where their names differ, the JSON one comes first.</summary>
internal interface IResultWriter
{
    void Text(string name, string value);

    /// <param name="name">The same in both protocols.</param>
    /// <param name="utf8">Text that XML can carry.</param>
    void Text(string name, ReadOnlySpan<byte> utf8);

    void Binary(string name, ReadOnlySpan<byte> value);

    void Number(string name, long value);

    void Flag(string name, bool value);

    void Texts(string list, string element, IEnumerable<string> values);

    void Pairs(string map, string element, string keyName, IEnumerable<KeyValuePair<string, string>> pairs);

    /// <summary>A list of structures.</summary>
    void List<T>(string list, string element, IReadOnlyList<T> items, Action<T> write);

    /// <summary>A map from names to structures.</summary>
    void Map<T>(string map, string element, IReadOnlyList<T> items, Func<T, string> key, Action<T> write);
}
