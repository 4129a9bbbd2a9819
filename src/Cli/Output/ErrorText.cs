using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Options;
using RetailBus.AmazonSqs;
using RetailBus.Cli.Bench;
using RetailBus.Cli.Client;
using RetailBus.Cli.Commands;
using RetailBus.Cli.Stack;
using RetailBus.Platform.Failures;
using RetailBus.Platform.Security;
using RetailBus.Transform.Datasets;
using RetailBus.Web.Security.Accounts;

namespace RetailBus.Cli.Output;

/// <summary>One line for the faults that a user can mend; anything else is a fault of ours and shows itself whole.</summary>
internal static class ErrorText
{
    public static string? Of(Exception fault) => fault switch
    {
        UsageException or ApiException or StackException or BatchRejectedException or BenchException
            or AccountException or UnsafeBindingException or ContractException or PiiKeyException or OptionsValidationException => fault.Message,
        ConnectionException { InnerException: AmazonSqsTopologyException missing } => missing.Message,
        HttpRequestException { InnerException: SocketException } http =>
            $"Nothing answers at that address ({http.Message}). Start the stack with `retailbus up`, or name another with --url.",
        OperationCanceledException => "Stopped.",
        TimeoutException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => fault.Message,
        _ => null,
    };
}
