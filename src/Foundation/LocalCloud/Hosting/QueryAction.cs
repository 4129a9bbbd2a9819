using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>Reads a parameter of the Query protocol before the request is handled.</summary>
internal static class QueryAction
{
    private const int MaxFormBytes = 4 * 1024 * 1024;

    /// <summary>From the query string or the form; empty when neither has it. The body can be read again.</summary>
    public static async ValueTask<string> ReadAsync(HttpRequest request, string parameter)
    {
        var value = request.Query[parameter].ToString();
        if (value.Length > 0 || !HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
            return value;
        request.EnableBuffering(MaxFormBytes, MaxFormBytes);
        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted))[parameter].ToString();
        }
        catch (InvalidDataException)
        {
            return "";
        }
        finally
        {
            request.Body.Position = 0;
        }
    }
}
