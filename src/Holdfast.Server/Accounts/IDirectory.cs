namespace Holdfast.Server.Accounts;

/// <summary>A directory of users, such as Active Directory.</summary>
internal interface IDirectory
{
    /// <summary>Whoever has this name and password there; null otherwise.</summary>
    ExternalIdentity? SignIn(string name, string password);
}
