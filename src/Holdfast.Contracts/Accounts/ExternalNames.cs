namespace Holdfast.Contracts.Accounts;

/// <summary>Names of people whom a directory or an OpenID provider vouches for. An account of such a name has no password: it says what the person may, and where.</summary>
public static class ExternalNames
{
    /// <summary>Before a name of the directory.</summary>
    public const string Directory = "ldap:";

    /// <summary>Before a name of the OpenID provider.</summary>
    public const string OpenId = "oidc:";

    public static bool IsOne(string name) => name.StartsWith(Directory, StringComparison.OrdinalIgnoreCase) || name.StartsWith(OpenId, StringComparison.OrdinalIgnoreCase);
}
