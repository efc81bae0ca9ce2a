using Holdfast.Testing.SqlServer.Objects;
using Holdfast.Testing.SqlServer.Tds;

namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>Simulated instances that programs on this computer reach, with one certificate and one account, and that restore each other's backups.</summary>
public sealed class ListeningInstances : IDisposable
{
    public const string User = "holdfast", Password = "Passw0rd-Passw0rd";

    /// <summary>What the account is for, as it is kept: all ports.</summary>
    public const string Host = "sqlserver://localhost";

    private readonly LocalCertificate certificate = new();
    private readonly MediaShelf shelf = new();
    private readonly List<ListeningInstance> all = [];

    /// <summary>What those who connect must trust.</summary>
    public string Trusted => certificate.Pem;

    /// <summary>The way to the endpoint that backups go to.</summary>
    public S3MediaPlace Place { get; } = new();

    /// <summary>Its clock is a day behind that of this computer, so that no backup lies in the future.</summary>
    public ListeningInstance Start(string name)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var instance = new SimulatedInstance(Place) { Name = name, Shelf = shelf, Now = new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0).AddDays(-1) };
        all.Add(new ListeningInstance(instance, certificate.Certificate, User, Password));
        return all[^1];
    }

    /// <summary>Fails where a client sent to any of them what is not understood, or left something behind.</summary>
    /// <exception cref="InvalidOperationException">With what it is.</exception>
    public void AssertClean()
    {
        foreach (var instance in all)
        {
            instance.RefuseStrangers();
            if (instance.Instance.Credentials.Count > 0) throw new InvalidOperationException($"{instance.Instance.Name} still has the credential {instance.Instance.Credentials.Keys.First()}.");
        }
    }

    public void Dispose()
    {
        foreach (var instance in all) instance.Dispose();
        certificate.Dispose();
    }
}
