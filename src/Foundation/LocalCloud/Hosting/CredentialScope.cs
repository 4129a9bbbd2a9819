using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Reads the service name out of a Signature Version 4 credential, <c>key/date/region/service/aws4_request</c>.</summary>
internal static class CredentialScope
{
    /// <summary>The service, or null when the request is not signed or the credential is not of that form.</summary>
    public static string? Service(HttpRequest request)
    {
        var credential = request.Query["X-Amz-Credential"].ToString();
        if (credential.Length == 0)
            credential = FromHeader(request.Headers.Authorization.ToString());
        var parts = credential.Split('/');
        return parts.Length >= 5 && parts[^1] == "aws4_request" ? parts[^2] : null;
    }

    private static string FromHeader(string authorization)
    {
        const string Marker = "Credential=";
        var start = authorization.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += Marker.Length;
        var end = authorization.AsSpan(start).IndexOfAny(',', ' ');
        return end < 0 ? authorization[start..] : authorization[start..(start + end)];
    }
}
