namespace RetailBus.LocalCloud.Hosting.Signing;

/// <summary>The errors of authentication: S3's error codes, and the common errors of the Query and JSON APIs.</summary>
internal static class SignatureErrors
{
    public static SignatureException Missing() => new("The request carries no signature, and the local cloud has credentials configured.")
    {
        S3Code = "AccessDenied",
        QueryCode = "MissingAuthenticationToken",
        JsonType = "MissingAuthenticationTokenException",
    };

    public static SignatureException Unsupported() => Incomplete(
        "InvalidRequest", "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");

    public static SignatureException MalformedHeader(string what) => Incomplete(
        "AuthorizationHeaderMalformed", $"The authorization header is malformed: {what}");

    public static SignatureException MalformedQuery(string what) => Incomplete("AuthorizationQueryParametersError", what);

    public static SignatureException ContentHash(string what) => Incomplete("InvalidArgument", what);

    public static SignatureException NotSigned(string header) => new(
        $"There were headers present in the request which were not signed: {header}")
    {
        S3Code = "AccessDenied",
        QueryCode = "IncompleteSignature",
        JsonType = "IncompleteSignatureException",
    };

    public static SignatureException UnknownKey() => new("The AWS Access Key Id you provided does not exist in our records.")
    {
        S3Code = "InvalidAccessKeyId",
        QueryCode = "InvalidClientTokenId",
        JsonType = "UnrecognizedClientException",
    };

    public static SignatureException Skewed(string message) => Refused("RequestTimeTooSkewed", message);

    public static SignatureException Expired(string message) => Refused("AccessDenied", message);

    public static SignatureException Mismatch() => Refused(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    public static SignatureException TooLong(int limit) => new($"The request is longer than {limit} bytes.")
    {
        S3Code = "EntityTooLarge",
        QueryCode = "RequestEntityTooLarge",
        JsonType = "RequestEntityTooLargeException",
        S3Status = 413,
        QueryStatus = 413,
        JsonStatus = 413,
    };

    private static SignatureException Refused(string s3Code, string message) => new(message)
    {
        S3Code = s3Code,
        QueryCode = "SignatureDoesNotMatch",
        JsonType = "InvalidSignatureException",
    };

    private static SignatureException Incomplete(string s3Code, string message) => new(message)
    {
        S3Code = s3Code,
        QueryCode = "IncompleteSignature",
        JsonType = "IncompleteSignatureException",
        S3Status = 400,
        QueryStatus = 400,
    };
}
