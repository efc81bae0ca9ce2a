using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Microsoft.Data.SqlClient;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>Connections by Microsoft.Data.SqlClient.</summary>
/// <param name="connectSeconds">Until a connection must stand; the client tries again until then.</param>
internal sealed class SqlClientSessions(int connectSeconds = SqlClientSessions.ConnectSeconds) : ISqlSessions
{
    /// <summary>The client's own default.</summary>
    private const int ConnectSeconds = 15;

    public ISqlSession Open(SqlAddress address, SqlOptions options, WorkloadCredential? credential, CancellationToken cancellation)
    {
        ClientCulture.Allow();
        var connection = new SqlConnection(ConnectionString(address, options, credential, connectSeconds));
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

    internal static string ConnectionString(SqlAddress address, SqlOptions options, WorkloadCredential? credential, int connectSeconds = ConnectSeconds)
    {
        var builder = new SqlConnectionStringBuilder
        {
            DataSource = address.DataSource,
            InitialCatalog = "master",
            ApplicationName = "Holdfast",
            ConnectTimeout = connectSeconds,
            // A statement that was under way must not be sent twice, and whoever asked decides about another try.
            ConnectRetryCount = 0,
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
