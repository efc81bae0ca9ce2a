namespace Holdfast.Server.Accounts;

/// <summary>A directory of users, such as Active Directory.</summary>
internal interface IDirectory
{
    /// <summary>Whoever has this name and password there and a role here; null otherwise.</summary>
    ExternalIdentity? SignIn(string name, string password);
}
