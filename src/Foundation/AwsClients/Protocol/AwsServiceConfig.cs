using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace RetailBus.AwsClients.Protocol;

internal sealed class AwsServiceConfig : ClientConfig
{
    private readonly AwsService _service;

    public AwsServiceConfig(AwsService service, AwsClientOptions options)
        : base(new DefaultConfigurationProvider(
            [new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard }]))
    {
        if (options.Problems() is { } problems) throw new ArgumentException(problems, nameof(options));
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        MaxErrorRetry = options.MaxErrorRetry;
        // a resent request whose answer was lost is a second message: the SDK would resend up to ten times unasked
        MaxStaleConnectionRetries = 0;
        Timeout = options.Timeout;
        if (options.ServiceUrl is { } url)
        {
            ServiceURL = url.ToString();
            AuthenticationRegion = options.Region ?? "us-east-1";
        }
        else if (options.Region is { } region)
        {
            RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region);
        }

        EndpointProvider = new AwsEndpointProvider(this);
    }

    public override string ServiceVersion => _service.ApiVersion;

    public override string RegionEndpointServiceName => _service.SigningName;

    public override string UserAgent => "aws-clients/1.0";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
