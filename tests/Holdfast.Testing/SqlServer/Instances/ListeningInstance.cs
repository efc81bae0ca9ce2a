using System.Security.Cryptography.X509Certificates;
using Holdfast.Testing.SqlServer.Tds;

namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>A simulated instance that programs reach at a loopback port, by the protocol of SQL Server.</summary>
public sealed class ListeningInstance : IDisposable
{
    private const int PercentMessage = 3211;

    private readonly TdsServer server;

    public ListeningInstance(SimulatedInstance instance, X509Certificate2 certificate, string user, string password)
    {
        Instance = instance;
        server = new TdsServer(Answer) { Certificate = certificate, Account = (user, password) };
    }

    public SimulatedInstance Instance { get; }

    /// <summary>As Holdfast writes it; ends with a slash.</summary>
    public string Address => $"sqlserver://localhost:{server.Port}/";

    public bool IsEncrypted => server.EncryptedConnections > 0;

    /// <summary>Fails where a client sent what is not understood.</summary>
    /// <exception cref="InvalidOperationException">With the statements.</exception>
    public void RefuseStrangers()
    {
        string[] strange = [.. Instance.Strange, .. server.Faults];
        if (strange.Length > 0) throw new InvalidOperationException("The instance was sent what it does not understand: " + string.Join("; ", strange));
    }

    public void Dispose() => server.Dispose();

    private byte[] Answer(TdsRequest request)
    {
        try
        {
            if (request.Text.StartsWith("SELECT", StringComparison.Ordinal)) return [.. TdsTokens.Rows(Instance.Query(request.Text, request.Parameters)), .. TdsTokens.Done(TdsTokens.WithCount)];
            Instance.Execute(request.Text);
            return request.Text.Contains("STATS = 5", StringComparison.Ordinal) ? [.. TdsTokens.Info(PercentMessage, "100 percent processed."), .. TdsTokens.Done()] : TdsTokens.Done();
        }
        catch (InstanceError error)
        {
            return [.. error.Numbers.SelectMany(number => TdsTokens.Error(number, error.Message)), .. TdsTokens.Done(TdsTokens.WithError)];
        }
    }
}
