using System.Data;
using System.Globalization;
using Dapper;

namespace Holdfast.Server.Catalog.Databases;

/// <summary>Keeps true and false as 1 and 0.</summary>
internal sealed class FlagHandler : SqlMapper.TypeHandler<bool>
{
    public override void SetValue(IDbDataParameter parameter, bool value)
    {
        parameter.DbType = DbType.Int32;
        parameter.Value = value ? 1 : 0;
    }

    public override bool Parse(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0;
}
