using System.Net.Sockets;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RetailBus.Platform.Hosting;

/// <summary>Health with the reason per dependency.</summary>
internal static class HealthJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new
                {
                    status = entry.Value.Status.ToString(),
                    entry.Value.Description,
                    cause = CauseOf(entry.Value.Exception?.GetBaseException()),
                    entry.Value.Data,
                }),
        },
        context.RequestAborted);

    /// <summary>The kind of fault. Its own text may name hosts and users, and whoever asks need not be known.</summary>
    private static string? CauseOf(Exception? fault) => fault switch
    {
        SocketException socket => socket.SocketErrorCode.ToString(),
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => code,
        _ => fault?.GetType().Name,
    };
}
