using Microsoft.AspNetCore.Http;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The Query protocol: a form with <c>Action</c> and flattened parameters, answered in XML.</summary>
internal sealed class SqsQueryProtocol : ISqsProtocol
{
    private static readonly QueryXml Xml = new("http://queue.amazonaws.com/doc/2012-11-05/");

    public async Task<SqsRequest> ReadAsync(HttpContext context)
    {
        QueryForm form;
        try
        {
            form = await QueryForm.ReadAsync(context.Request, SqsLimits.RequestBody, context.RequestAborted);
        }
        catch (InvalidDataException malformed)
        {
            throw new SqsException("MalformedQueryString", "MalformedQueryString", malformed.Message);
        }
        var action = form.Value("Action");
        if (string.IsNullOrEmpty(action))
            throw new SqsException("MissingAction", "MissingAction", "The request must contain the parameter Action.");
        return new(action, SqsFormTranslation.ToJson(form));
    }

    public Task WriteAsync(HttpContext context, string operation, SqsReply reply) =>
        Xml.WriteAsync(context, operation, xml => reply.Write(new XmlResultWriter(xml)));

    public Task WriteErrorAsync(HttpContext context, SqsException error) =>
        Xml.WriteErrorAsync(context, error.Status, error.QueryCode, error.Message);
}
