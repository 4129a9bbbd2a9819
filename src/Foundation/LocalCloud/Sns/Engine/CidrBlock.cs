using System.Globalization;
using System.Net;
using System.Text.Json;

namespace RetailBus.LocalCloud.Sns.Engine;

/// <summary>The <c>cidr</c> condition: an IPv4 or IPv6 address, a slash and the number of bits that count.</summary>
internal sealed class CidrBlock
{
    private readonly byte[] _address;
    private readonly int _bits;

    private CidrBlock(byte[] address, int bits) => (_address, _bits) = (address, bits);

    /// <exception cref="SnsException">InvalidParameter.</exception>
    public static CidrBlock Parse(JsonElement element)
    {
        var parts = element.ValueKind == JsonValueKind.String ? element.GetString()!.Split('/') : [];
        return parts.Length == 2 && IPAddress.TryParse(parts[0], out var address)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= 8 * address.GetAddressBytes().Length
            ? new CidrBlock(address.GetAddressBytes(), bits)
            : throw FilterPolicy.Invalid("cidr must be an address, a slash and a number of bits, e.g. 10.0.0.0/24");
    }

    public bool Contains(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || !IPAddress.TryParse(value.GetString(), out var address))
            return false;
        var bytes = address.GetAddressBytes();
        if (bytes.Length != _address.Length)
            return false;
        var whole = _bits / 8;
        var rest = 8 - (_bits % 8);
        return bytes.AsSpan(0, whole).SequenceEqual(_address.AsSpan(0, whole))
            && (rest == 8 || bytes[whole] >> rest == _address[whole] >> rest);
    }
}
