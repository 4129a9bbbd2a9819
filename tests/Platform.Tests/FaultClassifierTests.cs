using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using RetailBus.AmazonSqs;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Platform.Tests;

public class FaultClassifierTests
{
    public static TheoryData<Exception, bool, string> Faults => new()
    {
        { new BatchRejectedException(FailureCodes.MissingColumn, "no quantity"), false, FailureCodes.MissingColumn },
        { S3("AccessDenied", HttpStatusCode.Forbidden), false, FailureCodes.AccessDenied },
        { S3("NoSuchBucket", HttpStatusCode.NotFound), false, FailureCodes.AccessDenied },
        { S3("SlowDown", HttpStatusCode.ServiceUnavailable), true, FailureCodes.Unavailable },
        { S3("InternalError", HttpStatusCode.InternalServerError), true, FailureCodes.Unavailable },
        { new AmazonClientException("no credentials, or a checksum that is wrong"), true, FailureCodes.Unavailable },
        { new HttpRequestException("refused"), true, FailureCodes.Unavailable },
        { new TimeoutException("late"), true, FailureCodes.Unavailable },
        { new IOException("reset"), true, FailureCodes.Unavailable },
        { new InvalidOperationException("a fault of ours"), true, FailureCodes.Internal },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_transient_or_terminal_and_has_a_code(Exception fault, bool transient, string code)
    {
        Assert.Equal(transient, FaultClassifier.IsTransient(fault));
        Assert.Equal((transient, code), (FaultClassifier.Describe(fault).Transient, FaultClassifier.Describe(fault).Code));
    }

    [Fact]
    public void What_is_away_is_told_from_what_is_wrong_also_inside_another_fault()
    {
        Assert.True(FaultClassifier.IsUnreachable(new AmazonClientException("retries exhausted", new HttpRequestException("refused"))));
        Assert.True(FaultClassifier.IsUnreachable(S3("SlowDown", HttpStatusCode.ServiceUnavailable)));
        Assert.True(FaultClassifier.IsUnreachable(S3("Throttling", HttpStatusCode.BadRequest)));
        Assert.True(FaultClassifier.IsUnreachable(new AmazonSqsTransportException("InternalError: again", "InternalError")));
        Assert.False(FaultClassifier.IsUnreachable(new AmazonSqsTransportException("InvalidParameterValue: too long", "InvalidParameterValue")));
        Assert.False(FaultClassifier.IsUnreachable(S3("NoSuchKey", HttpStatusCode.NotFound)));
        Assert.False(FaultClassifier.IsUnreachable(new AmazonClientException("no credentials")));
        Assert.False(FaultClassifier.IsUnreachable(new InvalidOperationException("a fault of ours")));
    }

    [Fact]
    public void An_exceptions_own_text_never_reaches_a_run_unless_it_was_written_for_it()
    {
        const string Secret = "postgres://ada:hunter2@db";

        Assert.DoesNotContain(Secret, FaultClassifier.Describe(new InvalidOperationException(Secret)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, FaultClassifier.Describe(new HttpRequestException(Secret)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, FaultClassifier.Describe(new AmazonS3Exception(Secret)).Reason, StringComparison.Ordinal);
    }

    private static AmazonS3Exception S3(string code, HttpStatusCode status) => new("S3 said no") { ErrorCode = code, StatusCode = status };
}
