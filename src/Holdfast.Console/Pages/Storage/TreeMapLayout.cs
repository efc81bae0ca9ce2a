namespace Holdfast.Console.Pages.Storage;

/// <summary>Divides a rectangle among values, so that the parts are as square as they can be (squarified treemap, Bruls, Huizing, van Wijk 2000).</summary>
internal static class TreeMapLayout
{
    /// <summary>One rectangle for each value, in the same order. Values that are not above zero get an empty one.</summary>
    /// <param name="values">The largest first.</param>
    internal static IReadOnlyList<TreeMapCell> Of(IReadOnlyList<double> values, double width, double height)
    {
        var cells = new TreeMapCell[values.Count];
        var count = values.TakeWhile(value => value > 0).Count();
        var total = values.Take(count).Sum();
        var free = new TreeMapCell(0, 0, width, height);
        for (var next = 0; next < count;)
        {
            var side = Math.Min(free.Width, free.Height);
            var scale = free.Width * free.Height / total;
            var end = next + 1;
            while (end < count && Worst(values, next, end + 1, side, scale) <= Worst(values, next, end, side, scale)) end++;
            var sum = Sum(values, next, end);
            free = Place(values, cells, next, end, free, sum, sum / total);
            (total, next) = (total - sum, end);
        }
        return cells;
    }

    // Lays a row along the shorter side and returns what is left.
    private static TreeMapCell Place(IReadOnlyList<double> values, TreeMapCell[] cells, int from, int to, TreeMapCell free, double sum, double share)
    {
        var isTall = free.Width >= free.Height;
        var thickness = (isTall ? free.Width : free.Height) * Math.Min(share, 1);
        var offset = 0.0;
        for (var index = from; index < to; index++)
        {
            var length = (isTall ? free.Height : free.Width) * values[index] / sum;
            cells[index] = isTall ? new TreeMapCell(free.X, free.Y + offset, thickness, length) : new TreeMapCell(free.X + offset, free.Y, length, thickness);
            offset += length;
        }
        return isTall ? new TreeMapCell(free.X + thickness, free.Y, Math.Max(free.Width - thickness, 0), free.Height)
            : new TreeMapCell(free.X, free.Y + thickness, free.Width, Math.Max(free.Height - thickness, 0));
    }

    // How far the least square one of a row is from a square.
    private static double Worst(IReadOnlyList<double> values, int from, int to, double side, double scale)
    {
        var area = Sum(values, from, to) * scale;
        var (largest, smallest) = (values[from] * scale, values[to - 1] * scale);
        return Math.Max(side * side * largest / (area * area), area * area / (side * side * smallest));
    }

    private static double Sum(IReadOnlyList<double> values, int from, int to)
    {
        var sum = 0.0;
        for (var index = from; index < to; index++) sum += values[index];
        return sum;
    }
}
