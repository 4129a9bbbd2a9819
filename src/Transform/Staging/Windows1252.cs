namespace RetailBus.Transform.Staging;

/// <summary>
/// What files called Latin-1 really hold: Windows-1252, which has characters where Latin-1 has control codes (the WHATWG's encoding
/// standard reads all labels of Latin-1 so).
/// </summary>
internal static class Windows1252
{
    /// <summary>Characters of bytes 0x80 to 0x9F; the five that it leaves open stay the control codes that they are in Latin-1.</summary>
    private const string High = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    public static char Character(byte octet) => octet is >= 0x80 and < 0xa0 ? High[octet - 0x80] : (char)octet;
}
