using Palinode.Server.Pages;

namespace Palinode.Server.Cases.Forms;

/// <summary>Fields in a row, and what is made of their values once all of them are right.</summary>
internal static class Form
{
    /// <summary>Nothing to fill in.</summary>
    public static Field<T> Of<T>(Func<Sheet, T> make) => new Row<T>([], (sheet, _, _) => ValueTask.FromResult(make(sheet)));

    /// <summary>Nothing to fill in, and something to look up.</summary>
    public static Field<T> Of<T>(Func<Sheet, CancellationToken, ValueTask<T>> make) => new Row<T>([], (sheet, _, stop) => make(sheet, stop));

    public static Field<T> Of<T1, T>(Field<T1> f1, Func<T1, T> make) =>
        new Row<T>([Part.Of(f1)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!)));

    public static Field<T> Of<T1, T>(Field<T1> f1, Func<Sheet, T1, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1)], (sheet, v, stop) => make(sheet, (T1)v[0]!, stop));

    public static Field<T> Of<T1, T2, T>(Field<T1> f1, Field<T2> f2, Func<T1, T2, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!)));

    public static Field<T> Of<T1, T2, T>(Field<T1> f1, Field<T2> f2, Func<Sheet, T1, T2, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, stop));

    public static Field<T> Of<T1, T2, T3, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Func<T1, T2, T3, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!)));

    public static Field<T> Of<T1, T2, T3, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Func<Sheet, T1, T2, T3, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Func<T1, T2, T3, T4, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!)));

    public static Field<T> Of<T1, T2, T3, T4, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Func<Sheet, T1, T2, T3, T4, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T5, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Func<T1, T2, T3, T4, T5, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!)));

    public static Field<T> Of<T1, T2, T3, T4, T5, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Func<Sheet, T1, T2, T3, T4, T5, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Func<T1, T2, T3, T4, T5, T6, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!)));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Func<Sheet, T1, T2, T3, T4, T5, T6, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Func<T1, T2, T3, T4, T5, T6, T7, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!)));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Func<Sheet, T1, T2, T3, T4, T5, T6, T7, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T8, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Field<T8> f8, Func<T1, T2, T3, T4, T5, T6, T7, T8, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7), Part.Of(f8)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, (T8)v[7]!)));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T8, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Field<T8> f8, Func<Sheet, T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7), Part.Of(f8)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, (T8)v[7]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Field<T8> f8, Field<T9> f9, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7), Part.Of(f8), Part.Of(f9)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, (T8)v[7]!, (T9)v[8]!)));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Field<T8> f8, Field<T9> f9, Func<Sheet, T1, T2, T3, T4, T5, T6, T7, T8, T9, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7), Part.Of(f8), Part.Of(f9)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, (T8)v[7]!, (T9)v[8]!, stop));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Field<T8> f8, Field<T9> f9, Field<T10> f10, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7), Part.Of(f8), Part.Of(f9), Part.Of(f10)], (_, v, _) => ValueTask.FromResult(make((T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, (T8)v[7]!, (T9)v[8]!, (T10)v[9]!)));

    public static Field<T> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T>(Field<T1> f1, Field<T2> f2, Field<T3> f3, Field<T4> f4, Field<T5> f5, Field<T6> f6, Field<T7> f7, Field<T8> f8, Field<T9> f9, Field<T10> f10, Func<Sheet, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, CancellationToken, ValueTask<T>> make) =>
        new Row<T>([Part.Of(f1), Part.Of(f2), Part.Of(f3), Part.Of(f4), Part.Of(f5), Part.Of(f6), Part.Of(f7), Part.Of(f8), Part.Of(f9), Part.Of(f10)], (sheet, v, stop) => make(sheet, (T1)v[0]!, (T2)v[1]!, (T3)v[2]!, (T4)v[3]!, (T5)v[4]!, (T6)v[5]!, (T7)v[6]!, (T8)v[7]!, (T9)v[8]!, (T10)v[9]!, stop));

    /// <summary>A field whose value may be of any type.</summary>
    private sealed record Part(Func<Sheet, string, IEnumerable<FieldView>> Show, Func<Sheet, string, CancellationToken, ValueTask<object?>> ReadAsync, Func<Sheet, string, bool> IsTouched, bool TakesFiles)
    {
        public static Part Of<T>(Field<T> field) => new(field.Show, async (sheet, at, stop) => await field.ReadAsync(sheet, at, stop), field.IsTouched, field.TakesFiles);
    }

    private sealed class Row<T>(Part[] parts, Func<Sheet, object?[], CancellationToken, ValueTask<T>> make) : Field<T>
    {
        public override bool TakesFiles => parts.Any(p => p.TakesFiles);
        public override IEnumerable<FieldView> Show(Sheet sheet, string at) => parts.SelectMany(p => p.Show(sheet, at));
        public override bool IsTouched(Sheet sheet, string at) => parts.Any(p => p.IsTouched(sheet, at));

        public override async ValueTask<T> ReadAsync(Sheet sheet, string at, CancellationToken stop)
        {
            int wrong = sheet.AllWrong.Count;
            object?[] values = new object?[parts.Length];
            for (int i = 0; i < parts.Length; i++) values[i] = await parts[i].ReadAsync(sheet, at, stop);
            return sheet.AllWrong.Count > wrong ? default! : await make(sheet, values, stop);
        }
    }
}
