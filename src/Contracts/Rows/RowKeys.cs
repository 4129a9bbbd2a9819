using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetailBus.Contracts.Rows;


/// <summary>The identity of an order line: 128 bits, the same in C#, DuckDB SQL and Spark SQL.</summary>
/// <remarks>
/// <para>MD5 (RFC 1321) over the UTF-8 bytes of the concatenated fields: the dataset, then each key value in the contract's order, then,
/// where the contract keeps identical lines, the occurrence number (1 for the first). A field is its length in UTF-8 bytes (decimal), a
/// colon, the value and a semicolon; a missing value is <c>-;</c>. The digest's 16 bytes, big-endian, are the UUID.</para>
/// <para>Values are the typed column's text: a string as it is after trimming; an integer in decimal digits; a decimal with exactly four
/// fraction digits; a time as UTC <c>yyyy-MM-ddTHH:mm:ss.ffffff</c>; a boolean as <c>true</c> or <c>false</c>.</para>
/// <para>The digest names a row; it guards nothing, so that MD5's weakness against forgery does not matter here: whoever can forge
/// a key can as well write the row itself.</para>
/// </remarks>
public static class RowKeys
{
    /// <summary>The key of a row.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="values">Key values in the contract's order, in the text form described above; null for a missing value.</param>
    /// <param name="occurrence">1 or more where the contract keeps identical lines; otherwise null.</param>
    public static Guid Compute(string dataset, IEnumerable<string?> values, int? occurrence = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(values);
        var text = new StringBuilder();
        Append(text, dataset);
        foreach (var value in values)
            Append(text, value);
        if (occurrence is { } number)
            Append(text, number.ToString(CultureInfo.InvariantCulture));
        return new Guid(Digest(Encoding.UTF8.GetBytes(text.ToString())), bigEndian: true);
    }

    private static void Append(StringBuilder text, string? value)
    {
        if (value is null)
            text.Append("-;");
        else
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value};");
    }

    [SuppressMessage("Security", "CA5351", Justification = "The digest names a row, it guards nothing.")]
    private static byte[] Digest(byte[] input) => MD5.HashData(input);
}
