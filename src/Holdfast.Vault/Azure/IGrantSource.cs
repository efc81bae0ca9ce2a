namespace Holdfast.Vault.Azure;

/// <summary>Where a server gets its grants: the vault service, which signs them.</summary>
public interface IGrantSource
{
    /// <summary>A new grant to create the blob.</summary>
    Uri ToCreate(string name);

    /// <param name="name">Of the blob.</param>
    /// <param name="renew">One that was given before has expired.</param>
    Uri ToRead(string name, bool renew);
}
