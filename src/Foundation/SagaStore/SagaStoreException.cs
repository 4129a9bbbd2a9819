namespace RetailBus.SagaStore;

/// <summary>The store cannot do what it was asked: a wrong declaration, a newer schema, an unreadable document.</summary>
public class SagaStoreException : Exception
{
    public SagaStoreException()
    {
    }

    public SagaStoreException(string message)
        : base(message)
    {
    }

    public SagaStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
