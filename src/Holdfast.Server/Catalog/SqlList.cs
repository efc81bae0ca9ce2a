using System.Data;
using System.Globalization;
using System.Text;
using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>
/// Values for "column IN @name", written out as (@name_0, @name_1, …), which both databases understand; left alone Dapper would hand PostgreSQL an array, which IN does not
/// take. At most 30,000: SQLite takes 32,766 parameters.
/// </summary>
internal sealed class SqlList(IEnumerable<string> values) : SqlMapper.ICustomQueryParameter
{
    public void AddParameter(IDbCommand command, string name)
    {
        var list = new StringBuilder("(");
        var count = 0;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"{name}_{count}");
            parameter.Value = value;
            command.Parameters.Add(parameter);
            list.Append(count++ == 0 ? "@" : ", @").Append(parameter.ParameterName);
        }
        // A list without members is no SQL, and nothing is in it.
        list.Append(count == 0 ? "NULL)" : ")");
        command.CommandText = command.CommandText.Replace("@" + name, list.ToString(), StringComparison.Ordinal);
    }
}
