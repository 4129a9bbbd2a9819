using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>
/// The keys of delivered objects, <c>prefix stream-version-yyyy-MM-dd-HH-mm-ss-uuid extension</c>, in UTC. A prefix without expressions
/// gets <c>yyyy/MM/dd/HH/</c> appended; <c>!{timestamp:pattern}</c> and <c>!{firehose:random-string}</c> are evaluated.
/// </summary>
internal static class ObjectKey
{
    private const int RandomLength = 11;
    private const string DefaultPattern = "yyyy/MM/dd/HH/";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <param name="stream">The stream whose buffer is delivered.</param>
    /// <param name="oldest">The arrival of the oldest record in the buffer.</param>
    public static string Create(DeliveryStream stream, DateTimeOffset oldest)
    {
        var time = oldest.UtcDateTime;
        var destination = stream.Destination;
        var extension = destination.FileExtension + (destination.CompressionFormat == "GZIP" ? ".gz" : "");
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{stream.Name}-{destination.Version}-{time:yyyy-MM-dd-HH-mm-ss}-{Guid.NewGuid()}");
        return Prefix(destination.Prefix, time) + name + extension;
    }

    /// <summary>Checks both prefixes. Nothing is delivered to the one for errors: no record can fail on its way here.</summary>
    /// <exception cref="FirehoseException">An expression is malformed or not served.</exception>
    public static void Check(Destination destination)
    {
        const string ErrorType = "!{firehose:error-output-type}";
        Prefix(destination.Prefix, DateTime.UnixEpoch);
        Prefix(destination.ErrorOutputPrefix.Replace(ErrorType, "", StringComparison.Ordinal), DateTime.UnixEpoch);
    }

    private static string Prefix(string prefix, DateTime time)
    {
        if (!prefix.Contains("!{", StringComparison.Ordinal))
            return prefix + Timestamp(DefaultPattern, time);
        var result = new StringBuilder();
        var rest = prefix.AsSpan();
        while (rest.IndexOf("!{") is var start and >= 0)
        {
            var length = rest[start..].IndexOf('}');
            if (length < 0)
                throw FirehoseErrors.InvalidArgument($"The prefix has an expression without an end: {prefix}");
            result.Append(rest[..start]).Append(Evaluate(rest.Slice(start + 2, length - 2).ToString(), time));
            rest = rest[(start + length + 1)..];
        }

        return result.Append(rest).ToString();
    }

    private static string Evaluate(string expression, DateTime time)
    {
        const string TimestampMark = "timestamp:";
        if (expression == "firehose:random-string")
            return RandomNumberGenerator.GetString(Letters, RandomLength);
        return expression.StartsWith(TimestampMark, StringComparison.Ordinal)
            ? Timestamp(expression[TimestampMark.Length..], time)
            : throw FirehoseErrors.NotServed($"Prefix expression !{{{expression}}}");
    }

    /// <summary>The letters of Java's DateTimeFormatter that .NET spells alike; quoted text stands for itself.</summary>
    private static string Timestamp(string pattern, DateTime time)
    {
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var letter = pattern[i];
            var end = letter == '\'' ? pattern.IndexOf('\'', i + 1) : i + 1;
            if (end < 0)
                throw FirehoseErrors.InvalidArgument($"The timestamp pattern has a quote without an end: {pattern}");
            if (letter == '\'')
            {
                result.Append(pattern, i + 1, end - i - 1);
                i = end + 1;
                continue;
            }

            while (end < pattern.Length && pattern[end] == letter && char.IsAsciiLetter(letter))
                end++;
            result.Append(Field(pattern, pattern[i..end], time));
            i = end;
        }

        return result.ToString();
    }

    private static string Field(string pattern, string field, DateTime time) => field[0] switch
    {
        'y' or 'Y' or 'u' when field.Length is 2 or 4 => time.ToString(field.Length == 2 ? "yy" : "yyyy", CultureInfo.InvariantCulture),
        'M' or 'd' or 'H' or 'm' or 's' when field.Length <= 2 => Format(time, field),
        'S' when field.Length <= 3 => Format(time, new string('f', field.Length)),
        var other when char.IsAsciiLetter(other) => throw FirehoseErrors.NotServed($"Prefix timestamp pattern '{field}' in '{pattern}'"),
        _ => field,
    };

    /// <summary>.NET takes a single letter for the name of a standard format, unless a percent sign is before it.</summary>
    private static string Format(DateTime time, string field) =>
        time.ToString(field.Length == 1 ? "%" + field : field, CultureInfo.InvariantCulture);
}
