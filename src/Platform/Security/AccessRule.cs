namespace RetailBus.Platform.Security;

/// <summary>The role that requests of a method and path need.</summary>
/// <param name="Method">Of HTTP; <c>*</c> for any. <c>GET</c> is also for <c>HEAD</c>.</param>
/// <param name="Path">Segments; <c>*</c> is any one segment, <c>**</c> at the end any number of them.</param>
/// <param name="Role">Needed at least.</param>
public sealed record AccessRule(string Method, string Path, AccessRole Role)
{
    private readonly string[] _segments = Segments(Path);

    public bool Matches(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        return (Method == "*" || method.Equals(Method, StringComparison.OrdinalIgnoreCase) || IsHeadOfGet(method)) && MatchesPath(Segments(path));
    }

    private bool IsHeadOfGet(string method) => Method == "GET" && method.Equals("HEAD", StringComparison.OrdinalIgnoreCase);

    private bool MatchesPath(string[] path)
    {
        for (var index = 0; index < _segments.Length; index++)
        {
            if (_segments[index] == "**")
                return true;
            if (index >= path.Length || (_segments[index] != "*" && !_segments[index].Equals(path[index], StringComparison.OrdinalIgnoreCase)))
                return false;
        }

        return path.Length == _segments.Length;
    }

    /// <summary>As routing sees them: one slash at the end says nothing.</summary>
    private static string[] Segments(string path)
    {
        var trimmed = path.StartsWith('/') ? path[1..] : path;
        if (trimmed.EndsWith('/'))
            trimmed = trimmed[..^1];
        return trimmed.Length == 0 ? [] : trimmed.Split('/');
    }
}
