namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>A place where bytes of a client are parsed: a right request, and where in it the wrong bytes go.</summary>
/// <param name="Name">What a failure names.</param>
/// <param name="Right">Bytes that are well-formed.</param>
/// <param name="Request">Puts bytes into a request.</param>
internal sealed record Target(string Name, byte[] Right, Func<byte[], HttpRequestMessage> Request);
