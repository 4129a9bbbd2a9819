namespace RetailBus.Web.Security.Accounts;

/// <summary>What was asked of the accounts or keys can't be; the message says what can.</summary>
public sealed class AccountException(string message, Exception? innerException = null) : Exception(message, innerException);
