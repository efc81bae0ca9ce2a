using System.Reflection;
using Holdfast.Workloads.Applications;
using Microsoft.Data.SqlClient;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>
/// Lets the client run in a program without culture data. It refuses to, because it needs that data for text in code pages of a collation; no statement here asks for such text
/// (every column is nvarchar, a number, or a binary value), and what is sent is Unicode. The client has no setting for it, so the value that it remembers is set.
/// </summary>
internal static class ClientCulture
{
    private const string Switches = "Microsoft.Data.SqlClient.LocalAppContextSwitches", Remembered = "s_globalizationInvariantMode", No = "False";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>: this version of the client remembers it elsewhere.</exception>
    public static void Allow()
    {
        if (typeof(SqlConnection).Assembly.GetType(Switches)?.GetField(Remembered, BindingFlags.Static | BindingFlags.NonPublic) is not { FieldType.IsEnum: true } field)
            throw new WorkloadException(WorkloadFault.NotHere, "This version of Microsoft.Data.SqlClient cannot run without culture data.", "Report it: the program was built with a version of the client that its tests should have refused.");
        field.SetValue(null, Enum.Parse(field.FieldType, No));
    }
}
