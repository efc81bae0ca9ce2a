using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Microsoft.Data.SqlClient;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>Connections by Microsoft.Data.SqlClient.</summary>
internal sealed class SqlClientSessions : ISqlSessions
{
    /// <summary>Seconds until a connection must stand; the client's own default.</summary>
    private const int ConnectSeconds = 15;

    private const string InvariantSwitch = "System.Globalization.Invariant";

    // The client refuses to run without culture data, which it needs for text of old code pages. Everything here comes as nvarchar, so the program's choice stays what it is
    // (the runtime has read it at its start) and only the client is told otherwise.
    static SqlClientSessions() => AppContext.SetSwitch(InvariantSwitch, false);

    public ISqlSession Open(SqlAddress address, SqlOptions options, WorkloadCredential? credential, CancellationToken cancellation)
    {
        var connection = new SqlConnection(ConnectionString(address, options, credential));
        try
        {
            connection.OpenAsync(cancellation).GetAwaiter().GetResult();
            return new SqlClientSession(connection);
        }
        catch (SqlException error)
        {
            connection.Dispose();
            throw SqlClientSession.Failure(error, text => credential is null || credential.Password.Length == 0 ? text : text.Replace(credential.Password, "***", StringComparison.Ordinal));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static string ConnectionString(SqlAddress address, SqlOptions options, WorkloadCredential? credential)
    {
        var builder = new SqlConnectionStringBuilder
        {
            DataSource = address.DataSource,
            InitialCatalog = "master",
            ApplicationName = "Holdfast",
            ConnectTimeout = ConnectSeconds,
            Pooling = false,
            PersistSecurityInfo = false,
            TrustServerCertificate = options.TrustServerCertificate,
            Encrypt = options.Encryption switch
            {
                SqlEncryption.Strict => SqlConnectionEncryptOption.Strict,
                SqlEncryption.Optional => SqlConnectionEncryptOption.Optional,
                _ => SqlConnectionEncryptOption.Mandatory,
            },
        };
        if (credential is null) builder.IntegratedSecurity = true;
        else (builder.UserID, builder.Password) = (credential.User, credential.Password);
        return builder.ConnectionString;
    }
}
