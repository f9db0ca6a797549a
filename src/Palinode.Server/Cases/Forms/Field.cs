using Palinode.Server.Pages;

namespace Palinode.Server.Cases.Forms;

/// <summary>
/// A part of a form that knows how to show itself and how to make a value of what was typed. Forms are put together from fields, and are fields
/// themselves; so a request is described once, and its page and its reading cannot differ.
/// </summary>
internal abstract class Field<T>
{
    /// <param name="at">The name of what it is part of, with a dot at the end; empty at the top.</param>
    public abstract IEnumerable<FieldView> Show(Sheet sheet, string at);

    /// <summary>The value. What is wrong is noted on the sheet, and then the value means nothing.</summary>
    public abstract ValueTask<T> ReadAsync(Sheet sheet, string at, CancellationToken stop);

    /// <summary>Whether a file may come with it.</summary>
    public virtual bool TakesFiles => false;

    /// <summary>Whether anything was typed into it.</summary>
    public abstract bool IsTouched(Sheet sheet, string at);
}

/// <summary>A field with a name and one element on the page.</summary>
internal class Leaf<T>(string name, Func<Sheet, string, FieldView> show, Func<Sheet, string, CancellationToken, ValueTask<T>> read) : Field<T>
{
    public bool WithFile { get; init; }
    public override bool TakesFiles => WithFile;

    public override IEnumerable<FieldView> Show(Sheet sheet, string at)
    {
        FieldView view = show(sheet, at + name);
        yield return view with { Wrong = sheet.WrongWith(at + name) };
    }

    public override ValueTask<T> ReadAsync(Sheet sheet, string at, CancellationToken stop) => read(sheet, at + name, stop);

    // A tick that is on and a choice that begins with something say nothing by themselves, so only what people type or choose counts.
    public override bool IsTouched(Sheet sheet, string at) => sheet.Typed.AnyUnder(at + name);
}
