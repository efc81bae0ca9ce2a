namespace Holdfast.Server.Accounts;

/// <summary>Who else may say who somebody is; null: not configured.</summary>
internal sealed record SignInSources(IDirectory? Directory, IOpenIdProvider? OpenId);
