using System.Buffers.Binary;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>A continuation token: opaque to clients, a cursor to us.</summary>
internal static class ListToken
{
    public static string Format(ListCursor cursor)
    {
        var bytes = new byte[sizeof(long) + cursor.Key.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, cursor.BelowSeq);
        cursor.Key.CopyTo(bytes, sizeof(long));
        return Convert.ToBase64String(bytes);
    }

    /// <exception cref="S3Exception">InvalidArgument.</exception>
    public static ListCursor Parse(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length >= sizeof(long)
            ? new ListCursor(bytes[sizeof(long)..length], BinaryPrimitives.ReadInt64BigEndian(bytes))
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect");
    }
}
