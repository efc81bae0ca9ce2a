namespace Holdfast.Vault.Azure;

/// <summary>How the vault shows a storage account who it is.</summary>
public enum AzureSignInMethod
{
    /// <summary>The account's connection string with its key, from a file.</summary>
    ConnectionString,

    /// <summary>The identity that Azure gives to the computer, or one of several by client id.</summary>
    ManagedIdentity,

    /// <summary>A token that the platform (Kubernetes) puts into a file.</summary>
    WorkloadIdentity,

    /// <summary>An application's secret, from a file.</summary>
    ClientSecret,

    /// <summary>An application's certificate with its private key, from a PEM or PFX file.</summary>
    ClientCertificate,
}
