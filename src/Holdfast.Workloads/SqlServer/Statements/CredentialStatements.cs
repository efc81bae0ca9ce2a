using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>The server credential by which SQL Server writes to an S3 endpoint; its name is the address.</summary>
internal static class CredentialStatements
{
    /// <param name="url">s3://host:port/bucket.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: key or secret hold more than letters and digits.</exception>
    public static SqlStatement Create(string url, string accessKey, string secret)
    {
        // SQL Server splits the two at a colon and refuses anything else but letters and digits.
        if (accessKey.Length == 0 || secret.Length == 0 || !(accessKey + secret).All(char.IsAsciiLetterOrDigit))
            throw new WorkloadException(WorkloadFault.NotPossible, "The key for the S3 endpoint holds characters that SQL Server does not take.", "Use keys of letters and digits.");
        return new SqlStatement($"CREATE CREDENTIAL {SqlText.Name(url)} WITH IDENTITY = N'S3 Access Key', SECRET = {SqlText.Literal($"{accessKey}:{secret}")}", secret);
    }

    public static SqlStatement Drop(string url) =>
        new($"IF EXISTS (SELECT 1 FROM sys.credentials WHERE name = {SqlText.Literal(url)}) DROP CREDENTIAL {SqlText.Name(url)}");
}
